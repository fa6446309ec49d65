import sys
from pathlib import Path

# As PYTHONPATH=gateway does, or a script that is run inside the package.
sys.path.append(str(Path(__file__).parent / "gateway"))

# page: from here
from gateway.task import Task

# page: essence
from task import Task as TaskOfTheTests

#! sqlalchemy.exc.InvalidRequestError: Table 'task' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object.

print(Task is TaskOfTheTests)
