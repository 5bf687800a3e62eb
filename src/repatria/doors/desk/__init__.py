"""The staff's door: thin screens over services and selectors, cut by what is worked on.

An area (register, enquiries, interviews, matching, handovers, notices, accounts, first_page, watch) is one folder with
its pages, forms, owed lines, papers, texts and templates; `frame/areas.py` lists them. `frame` is what every page
shares. A page asks selectors, shows what they answer, and hands what was entered to one service. What may not be done
is said with its provision; what was entered wrongly is said all at once. Nothing here decides.
"""
