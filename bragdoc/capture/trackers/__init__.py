"""What trackers export becomes a few dozen candidates a year: GitHub, GitLab, Jira, Linear, and
calendars.

A module for each kind of file says whether it `recognises` one and `read`s it. Pull requests and
tickets become an `Item` each (`items`), which is judged to be the person's own, a review, or
somebody else's (`whose`); small ones are told together (`grouping`) and worded (`drafts`).
Meetings go their own way (`meetings`). All are functions of the bytes.
"""
