from migrations._tools import alembic, new_project

new_project()

# page: from here
alembic("--quiet revision --rev-id 0003 --head 0002 -m 'add deadline'")
alembic("--quiet revision --rev-id 0004 --head 0002 -m 'add owner' --splice")
alembic("heads")
#> 0003 (head)
#> 0004 (head)

# page: essence
alembic("--quiet merge heads --rev-id 0005 -m 'deadline and owner'")
# page: essence
alembic("upgrade head")
alembic("current")
#> 0005 (head) (mergepoint)
