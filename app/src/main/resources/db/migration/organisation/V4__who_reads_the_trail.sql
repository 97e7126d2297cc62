-- Legal entities and who holds them belong to no unit; what happened to them is everybody's to read, as they are.
call trail.pub_read_by_everybody('organisation.legal_entity');
call trail.pub_read_by_everybody('organisation.holding');
-- Accounts, roles, tokens and sign-ins with their addresses are for whoever keeps the accounts, in the trail too.
call trail.pub_read_by_administrators('organisation.account');
call trail.pub_read_by_administrators('organisation.grant_of_role');
call trail.pub_read_by_administrators('organisation.api_token');
call trail.pub_read_by_administrators('organisation.sign_in');
