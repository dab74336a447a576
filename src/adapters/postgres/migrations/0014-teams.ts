/** Who built: one persona alone is a baseline for a team. */
export const teams = `
alter table sdlc_executions add column team text check (team = 'single');
comment on column sdlc_executions.team is 'Null for a team of personas.';
`;
