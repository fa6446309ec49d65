from sqlalchemy.orm import Mapped, Session, mapped_column

from domain import Base, new_engine

engine = new_engine()

# page: from here
class Membership(Base):
    __tablename__ = "membership"

    project: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Membership(project="apollo", user="ada", role="LEAD"))
    session.commit()

with Session(engine) as session:
    membership = session.get_one(Membership, "apollo")
    #! sqlalchemy.exc.InvalidRequestError: Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are 'membership.project','membership.user'
    print(membership.role)
