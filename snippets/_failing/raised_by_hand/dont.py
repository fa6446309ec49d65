from sqlalchemy.exc import InvalidRequestError

raise InvalidRequestError("Attribute name 'query' is reserved")
#! sqlalchemy.exc.InvalidRequestError: Attribute name 'query' is reserved
