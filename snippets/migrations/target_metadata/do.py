from pathlib import Path

from migrations._tools import alembic, new_folder

new_folder()

# page: from here
alembic("--quiet init migrations")
#> Generating migrations/script.py.mako ...  done
#> Generating migrations/README ...  done
#> Generating migrations/env.py ...  done
#> Generating alembic.ini ...  done

ini = Path("alembic.ini")
url = "driver://user:pass@localhost/dbname"
ini.write_text(ini.read_text().replace(url, "sqlite:///service.db"))

env = Path("migrations/env.py")
# page: essence
models = "from service import Base\n\ntarget_metadata = Base.metadata"
env.write_text(env.read_text().replace("target_metadata = None", models))

alembic("--quiet revision --autogenerate -m 'first tables'")
alembic("upgrade head")
alembic("check")
#> No new upgrade operations detected.
