from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import User, new_database

engine = new_database()
emails = [
    "ada@example.org",
    "grace@example.org",
    "ada@example.org",
    "linus@example.org",
]

# page: from here
with Session(engine) as session:
    for email in emails:
        try:
            session.add(User(email=email))
            session.flush()
            #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.email
            #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_user_account_email"
        except IntegrityError:
            # page: essence
            session.rollback()
            print("taken:", email)
            #> taken: ada@example.org
    #: 4 statements
    session.commit()

with Session(engine) as session:
    print(session.scalars(select(User.email).order_by(User.email)).all())
    #!> ['linus@example.org']
