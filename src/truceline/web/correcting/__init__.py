"""A claim as a form, and a form as a claim: ``values`` are what is typed, ``reading`` makes records of them."""
