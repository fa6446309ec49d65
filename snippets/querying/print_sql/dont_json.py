from sqlalchemy import insert

from domain import Project

statement = insert(Project).values(project_metadata={"budget": 100})

print(statement.compile(compile_kwargs={"literal_binds": True}))
#! sqlalchemy.exc.CompileError: No literal value renderer is available for literal value "{'budget': 100}" with datatype JSONB
