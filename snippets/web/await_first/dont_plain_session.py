import asyncio

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

# page: from here
async def list_projects() -> None:
    query = select(Project.name).order_by(Project.name)
    with Session(engine) as session:
        print((await session.scalars(query)).all())
        #! [python<3.14] TypeError: object ScalarResult can't be used in 'await' expression
        #! [python>=3.14] TypeError: 'ScalarResult' object can't be awaited

asyncio.run(list_projects())
