from pathlib import Path

from sqlalchemy import create_engine, inspect

from migrations._tools import alembic, new_project

new_project()

# page: from here
Path("alembic.ini").write_text("""
[DEFAULT]
script_location = %(here)s/migrations
path_separator = os

[service]
url = sqlite:///service.db
version_locations = %(here)s/migrations/versions

[reports]
url = sqlite:///reports.db
version_locations = %(here)s/migrations/reports
""")

Path("migrations/env.py").write_text("""
from alembic import context
from sqlalchemy import create_engine

engine = create_engine(context.config.get_main_option("url"))
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
""")

Path("migrations/reports").mkdir()
alembic("--quiet --name reports revision -m visits --rev-id r001")
alembic("--name service upgrade head")
alembic("--name reports upgrade head")

for name in ("service", "reports"):
    tables = inspect(create_engine(f"sqlite:///{name}.db")).get_table_names()
    print(name, "has projects:", "project" in tables)
    #> service has projects: True
    #> reports has projects: False
