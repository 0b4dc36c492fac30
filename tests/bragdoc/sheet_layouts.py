"""Small sheets of our own, one in each of the layouts that ladders are published in."""

# 01: levels beside each other under a header of five rows; merged labels; references.
LEVELS_ACROSS = """\
Licence: CC-BY-4.0,,,,,,
Area,Theme,Competency,What we look for,,,
Our ladder,,,N1,N2,N3,N4
Title,,,Engineer,Senior Engineer,Staff Engineer,Principal Engineer
Focus,,,own tasks,,other people,
Reach,,,a task,a team,several teams,the company
Craft,Code,Testing,Tests what they change.,Tests the edges too.,see N2,
,,Review,n/a,Reviews within a day.,Teaches others to review.,Same as N3
,Running,On call,Answers pages with help.,Answers pages alone.,,Ends whole kinds of pages.
People,Talking,Writing,Writes clear tickets.,Writes clear designs.,Writes what others cite.,see N3
"""

# 02: steps beside each other, after a name and a description; a list of roles at the end.
STEPS_ACROSS = """\
Skill,Description,Awareness,Working,Practitioner,Expert,Roles
Modelling,"Turns what a business does into data that programs can hold, and keeps both in step.",\
"You can:
- name the parts of a model","You can:
- draw a model
- explain it",This skill level is currently not defined.,"You can:
- settle disputes about models",Developer and analyst
Testing,"Finds out what software does before the people who use it do, and says so in time.",\
This level is not currently defined,"You can:
- write a test","You can:
- choose what to test","You can:
- teach testing",Developer
"""

# 03: a row for each role, level, skill and step; prose that repeats; levels in no order.
ROLES_LONG = """\
Role,Role level,Role level description,Skill,Skill description,Skill level,Skill level description
Developer,Apprentice,Learns the work.,Modelling,About models.,Awareness,Knows what a model is for.
Developer,Apprentice,Learns the work.,Testing,About tests.,Awareness,Knows what a test is for.
Developer,Developer,Does the work.,Modelling,About models.,Working,Draws a model with help.
Developer,Developer,Does the work.,Testing,About tests.,Practitioner,Chooses what is worth a test.
Developer,Junior,Does parts of it.,Modelling,About models.,Awareness,Knows what a model is for.
Developer,Junior,Does parts of it.,Testing,About tests.,Working,Writes tests with help.
Developer,Junior,Does parts of it.,Testing,About tests.,Working,Writes tests with help.
Developer,Junior,Does parts of it.,NOT IN USE - Punch cards,Old.,Working,Sorts cards.
"""

# 04: levels below each other, a bullet for each row; notes; a row of nicknames; blank rows.
LEVELS_DOWN = """\
,,,,,
,,Paw,Ear,Eye,
,,Delivery,Listening,Judgement,NOTES
,,,,,
,Manager 1 (M1),Ships what the team promised.,Hears people out.,Asks before deciding.,
,,Cuts what does not matter.,Repeats what was said.,,Mostly internal
,,Keeps the plan honest.,,,
,,,,,
,Manager 2 (M2),Ships across teams.,Hears what is not said.,Decides and explains.,A big step
,,,,Changes course in time.,
"""

# 05: one competency a sheet, its name above; a score beside each step; a result at the foot.
ONE_COMPETENCY = """\
Delivery,,,,,,
,,,,,,
,Beginner,,Advanced,,Expert,
,Keeps a list.,1,Plans a month.,2,Plans a year.,3
,Says when late.,1,Is seldom late.,2,Helps others not to be late.,3
Result,,2,,4,,6
"""

# 06: a row for each expectation, with its track.
EXPECTATIONS_LONG = """\
Track,Level,Title,Area,Competency,Definition,Behavior
Backend,IC1,Engineer,Results,Impact,What changes because of you.,I finish what I start.
Backend,IC1,Engineer,Results,impact,What changes because of you.,I say when I am stuck.
Backend,IC2,Senior Engineer,Results,Impact,What changes because of you.,I choose what to do.
Backend,IC2,Senior Engineer,Culture,Growth,How you get better.,I ask for feedback.
Frontend,IC1,UI Engineer,Results,Impact,What changes because of you.,I finish what I start.
Frontend,IC1,UI Engineer,Results,Impact,What changes because of you.,I care for each pixel.
Frontend,IC2,Senior UI Engineer,Culture,Growth,How you get better.,I ask for feedback.
"""

# 07: an area on a row of its own; bullets in a cell; semicolons, a byte order mark and CRLF.
AREAS_ON_ROWS = (
    "\ufeff"
    """\
Category;Beginner;Intermediate;Advanced
Craft;;;
Delivery;"• You finish what you start.
• You say when you are stuck.";"• You plan, roughly; a week ahead.
• You test.";• You plan a quarter.
Design;• You ask why.;• You draw it first.;"• You draw it with others,
  who disagree.
• You write down what was decided."
Together;;;
Talking;• You listen.;• You write.;• You teach.
""".replace("\n", "\r\n")
)

# 08: positions below each other, axes beside each other, the name of a step in each cell.
PROFILE = """\
Ladder,Level,Position,Craft,System,People
Developer,1,Developer 1,Adopts,Follows,Learns
,2,Developer 2,Adopts,Builds,Supports
,3,Developer 3,Masters,Builds,Supports
Lead,2,Lead 2,Masters,Builds,Guides
,3,Lead 3,Masters,Owns,Guides
"""

# 09: one level a sheet; examples below a sentence; columns to be filled in.
ONE_LEVEL = """\
Theme,Competency,Proficiency,Evidence
Technical,"Writes code that others can change without asking about it first, e.g.
• split a module in two
• removed a flag",,
Technical,Finds the cause of a problem and not just its first symptom,,
Leadership,"Takes the lead on a piece of work that needs several people, e.g.
• ran a migration",,
"""

# 10: labels in three columns, a mark under each level that requires the row.
TICKS = """\
Area,Competency,Step,Junior,Middle,Senior
Craft,Testing,Basic,x,x,x
,,Good,,x,x
,,Great,,,x
,Design,Basic,,x,x
,,Good,,,x
People,Feedback,Basic,x,x,
,,Great,,,x
"""
