"""A ladder in a spreadsheet: its cells, how they are to be read, the document made of both.

`grid.read_grid` and `xlsx.read_workbook` make a Grid of bytes. `guessing.guess` makes a Layout for
it: what each row and each column holds. A person corrects the layout; nothing is decided behind it.
`building.build` reads the grid by the layout into a document, and says what it made of the cells
and what it must still be told.
"""
