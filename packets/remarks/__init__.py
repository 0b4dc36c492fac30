"""Where a remark on a packet stands: at which text of the document, at which words of it. Pure."""
