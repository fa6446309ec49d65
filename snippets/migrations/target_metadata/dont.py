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

# page: essence
alembic("--quiet revision --autogenerate -m 'first tables'")
#! alembic.util.exc.CommandError: Can't proceed with --autogenerate option; environment script migrations/env.py does not provide a MetaData object or sequence of objects to the context.
