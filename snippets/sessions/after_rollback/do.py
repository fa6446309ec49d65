from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import User, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    session.add(User(email="ada@example.org"))

# page: from here
with Session(engine) as session:
    user = User(email="ada@example.org")
    session.add(user)
    try:
        session.commit()
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.email
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_user_account_email"
    except IntegrityError:
        session.rollback()
        user.email = "ada.2@example.org"
        session.add(user)
        session.commit()

    print(session.scalars(select(User.email).order_by(User.email)).all())
    #> ['ada.2@example.org', 'ada@example.org']
