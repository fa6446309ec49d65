from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Membership(Base):
    __tablename__ = "membership"

    project_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Membership(project_id=1, user_id=7, role="owner"))
    session.add(Membership(project_id=7, user_id=1, role="guest"))
    session.commit()

with Session(engine) as session:
    user_id, project_id = 7, 1
    # page: essence
    membership = session.get_one(Membership, (user_id, project_id))
    print(membership.role)
    #!> guest
