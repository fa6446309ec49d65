from sqlalchemy import create_engine, text

# page: from here
# page: essence
engine = create_engine("sqlite+aiosqlite://")

with engine.connect() as connection:
    print(connection.scalar(text("SELECT 'connected'")))
#! [sqlalchemy>=2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
#! [sqlalchemy<2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?
