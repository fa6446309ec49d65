from accounts import register
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import User, new_database

engine = new_database()

with Session(engine) as session:
    session.add(User(email="ada@example.org"))
    session.commit()

# page: from here
with Session(engine) as session:
    for email in ["ada@example.org", "grace@example.org"]:
        if not register(session, email):
            # page: essence
            print("taken:", email)
            #> taken: ada@example.org
            # page: essence
            session.rollback()
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.email
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_user_account_email"
        session.commit()
    print(session.scalars(select(User.email).order_by(User.email)).all())
    #> ['ada@example.org', 'grace@example.org']
