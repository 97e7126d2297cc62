-- The way up from a unit and its clock belong to organisation, where every room finds them (pub_way_up, pub_zone).
drop function rectification.zone(int);
drop function rectification.above(int);
