from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import User, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    session.add(User(email="ada@example.org"))

# page: from here
with Session(engine) as session:
    for email in ["ada@example.org", "grace@example.org"]:
        session.add(User(email=email))
        try:
            session.commit()
            #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.email
            #! [sqlite] sqlalchemy.exc.PendingRollbackError: This Session's transaction has been rolled back due to a previous exception during flush. To begin a new transaction with this Session, first issue Session.rollback(). Original exception was: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.email
            #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_user_account_email"
            #! [postgresql] sqlalchemy.exc.PendingRollbackError: This Session's transaction has been rolled back due to a previous exception during flush. To begin a new transaction with this Session, first issue Session.rollback(). Original exception was: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_user_account_email"
        except IntegrityError:
            # page: essence
            print("taken:", email)
            #> taken: ada@example.org

    print(session.scalars(select(User.email).order_by(User.email)).all())
