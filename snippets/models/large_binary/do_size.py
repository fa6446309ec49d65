from documents import Document, new_documents
from sqlalchemy import func, select
from sqlalchemy.orm import Session

size = func.length(Document.content).label("size")
query = select(Document.name, size).order_by(Document.name)

with Session(new_documents()) as session:
    for document in session.execute(query):
        print(document.name, document.size)
        #> a.pdf 1000000
        #> b.pdf 1000000
        #> c.pdf 1000000
    #: 1 statement
