from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import User, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    session.add(User(email="ada@example.org"))

# page: from here
with Session(engine) as session, session.begin():
    session.add(User(email="grace@example.org"))
    session.flush()
    try:
        with session.begin_nested():
            session.add(User(email="ada@example.org"))
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.email
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_user_account_email"
    except IntegrityError:
        print("taken: ada@example.org")
        #> taken: ada@example.org

with Session(engine) as session:
    print(session.scalars(select(User.email).order_by(User.email)).all())
    #> ['ada@example.org', 'grace@example.org']
