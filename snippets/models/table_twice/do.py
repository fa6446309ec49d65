import sys
from pathlib import Path

# As PYTHONPATH=gateway does, or a script that is run inside the package.
sys.path.append(str(Path(__file__).parent / "gateway"))

# page: from here
from gateway.task import Task

# page: essence
from gateway.task import Task as TaskOfTheTests

print(Task is TaskOfTheTests)
#> True
