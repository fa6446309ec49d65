from migrations._tools import alembic, new_project

new_project()

# page: from here
alembic("--quiet revision --rev-id 0003 --head 0002 -m 'add deadline'")
alembic("--quiet revision --rev-id 0004 --head 0002 -m 'add owner' --splice")
# page: essence
alembic("heads")
#> 0003 (head)
#> 0004 (head)

# page: essence
alembic("upgrade head")
#! alembic.util.exc.CommandError: Multiple head revisions are present for given argument 'head'; please specify a specific target revision, '<branchname>@head' to narrow to a specific head, or 'heads' for all heads
