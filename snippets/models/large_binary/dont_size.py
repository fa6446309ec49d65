from documents import Document, new_documents
from sqlalchemy import select
from sqlalchemy.orm import Session

query = select(Document).order_by(Document.name)

with Session(new_documents()) as session:
    for document in session.scalars(query):
        print(document.name, len(document.content))
        #> a.pdf 1000000
        #> b.pdf 1000000
        #> c.pdf 1000000
    #: 4 statements
