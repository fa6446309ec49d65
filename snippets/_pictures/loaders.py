from sqlalchemy import event, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import (
    Session,
    joinedload,
    lazyload,
    raiseload,
    selectinload,
)

from domain import Project, new_database

engine = new_database(projects=3, agents=2)
statement = select(Project).order_by(Project.name)
options = {
    "lazyload, the default": lazyload(Project.agents),
    "selectinload": selectinload(Project.agents),
    "joinedload": joinedload(Project.agents),
    "raiseload": raiseload(Project.agents),
}

@event.listens_for(engine, "before_cursor_execute")
def sent(_connection, _cursor, sql, *_rest) -> None:
    tables = sql[sql.index("FROM") :].partition("ORDER BY")[0]
    print(f"{place} -> database: SELECT ... {' '.join(tables.split())}")
    #> your query -> database: SELECT ... FROM project
    #> [sqlite] your loop -> database: SELECT ... FROM agent WHERE ? = agent.project_id
    #> [sqlite] your loop -> database: SELECT ... FROM agent WHERE ? = agent.project_id
    #> [sqlite] your loop -> database: SELECT ... FROM agent WHERE ? = agent.project_id
    #> [postgresql] your loop -> database: SELECT ... FROM agent WHERE %(param_1)s::UUID = agent.project_id
    #> [postgresql] your loop -> database: SELECT ... FROM agent WHERE %(param_1)s::UUID = agent.project_id
    #> [postgresql] your loop -> database: SELECT ... FROM agent WHERE %(param_1)s::UUID = agent.project_id
    #> your query -> database: SELECT ... FROM project
    #> [sqlite] your query -> database: SELECT ... FROM agent WHERE agent.project_id IN (?, ?, ?)
    #> [postgresql] your query -> database: SELECT ... FROM agent WHERE agent.project_id IN (%(primary_keys_1)s::UUID, %(primary_keys_2)s::UUID, %(primary_keys_3)s::UUID)
    #> your query -> database: SELECT ... FROM project LEFT OUTER JOIN agent AS agent_1 ON project.id = agent_1.project_id
    #> your query -> database: SELECT ... FROM project

print("lanes: your query, your loop, database")
#> lanes: your query, your loop, database
for name, option in options.items():
    print(name)
    #> lazyload, the default
    #> selectinload
    #> joinedload
    #> raiseload
    with Session(engine) as session:
        place = "your query"
        projects = session.scalars(statement.options(option)).unique().all()
        print(f"database -> your query: {len(projects)} projects")
        #> database -> your query: 3 projects
        #> database -> your query: 3 projects
        #> database -> your query: 3 projects
        #> database -> your query: 3 projects
        place = "your loop"
        for project in projects:
            try:
                print(
                    f"your loop -> your loop: {len(project.agents)} agents of {project.name}"
                )
                #> your loop -> your loop: 2 agents of project-01
                #> your loop -> your loop: 2 agents of project-02
                #> your loop -> your loop: 2 agents of project-03
                #> your loop -> your loop: 2 agents of project-01
                #> your loop -> your loop: 2 agents of project-02
                #> your loop -> your loop: 2 agents of project-03
                #> your loop -> your loop: 2 agents of project-01
                #> your loop -> your loop: 2 agents of project-02
                #> your loop -> your loop: 2 agents of project-03
                #! sqlalchemy.exc.InvalidRequestError: 'Project.agents' is not available due to lazy='raise'
            except InvalidRequestError as error:
                print(
                    f"your loop -x database: {type(error).__name__}, and no SQL"
                )
                #> your loop -x database: InvalidRequestError, and no SQL
                break
