-- Templates in the gallery say whose they are: the name, and nothing else, of the workspace that put them there.
alter table templates add column publisher text not null default '';
