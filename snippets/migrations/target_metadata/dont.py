import os
from pathlib import Path

from domain import new_engine
from migrations._tools import alembic, new_folder

new_folder()
engine = new_engine()
os.environ["DATABASE_URL"] = engine.url.render_as_string(hide_password=False)
alembic("--quiet init migrations")
#> Generating migrations/script.py.mako ...  done
#> Generating migrations/README ...  done
#> Generating migrations/env.py ...  done
#> Generating alembic.ini ...  done

# page: from here
Path("migrations/env.py").write_text("""
import os

from alembic import context
from sqlalchemy import create_engine

target_metadata = None

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
""")

alembic("--quiet revision --autogenerate -m 'first tables'")
#! alembic.util.exc.CommandError: Can't proceed with --autogenerate option; environment script migrations/env.py does not provide a MetaData object or sequence of objects to the context.
alembic("upgrade head")
alembic("check")
