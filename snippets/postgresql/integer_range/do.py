from sqlalchemy import BigInteger
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Upload(Base):
    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Upload(size=3_000_000_000))
    session.commit()
    print("saved")
    #> saved
