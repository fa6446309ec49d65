from sqlalchemy import ForeignKey, select
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
    settings: Mapped["Settings | None"] = relationship(
        back_populates="user", cascade="all, delete-orphan"
    )

class Settings(Base):
    __tablename__ = "settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id"), unique=True
    )
    theme: Mapped[str]
    user: Mapped[User] = relationship(back_populates="settings")

Base.metadata.create_all(engine)

with Session(engine) as session:
    user = User(id=1, settings=Settings(theme="dark"))
    session.add(user)
    session.commit()

    # page: essence
    user.settings = Settings(theme="light")
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: settings.user_id
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "settings_user_id_key"
    print(session.scalars(select(Settings.theme)).all())
