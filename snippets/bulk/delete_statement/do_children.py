from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain import ChatMessage, ChatSession, User, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    chat = ChatSession(
        title="kick-off", messages=[ChatMessage(content="hello")]
    )
    session.add(User(email="ada@example.org", chat_sessions=[chat]))

# page: from here
with Session(engine) as session, session.begin():
    session.execute(delete(ChatMessage))
    session.execute(delete(ChatSession))

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(ChatSession)))
    #> 0
