-- Legal entities and holdings belong to the whole group: whoever acts within some units only (verdite_app) reads them.
revoke insert, update on organisation.legal_entity, organisation.holding from verdite_app;
