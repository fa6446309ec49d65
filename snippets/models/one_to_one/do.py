from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class User(Base):
    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    settings: Mapped["Settings | None"] = relationship(back_populates="user")

class Settings(Base):
    __tablename__ = "settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id"), unique=True
    )
    theme: Mapped[str]
    user: Mapped[User] = relationship(back_populates="settings")

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(User(id=1))
    session.commit()
    for theme in "dark", "light":
        session.add(Settings(user_id=1, theme=theme))
        session.commit()
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: settings.user_id
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "settings_user_id_key"
    print(session.scalar(select(func.count(Settings.id))))
