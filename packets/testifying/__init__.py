"""What colleagues say of a win: asked, given, shown as it was then, and said in a version."""
