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
            # page: essence
            with session.begin_nested():
                session.add(User(email=email))
            #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.email
            #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_user_account_email"
        except IntegrityError:
            print("taken:", email)
            #> taken: ada@example.org
    #: 12 statements
    session.commit()

with Session(engine) as session:
    print(session.scalars(select(User.email).order_by(User.email)).all())
    #> ['ada@example.org', 'grace@example.org', 'linus@example.org']
