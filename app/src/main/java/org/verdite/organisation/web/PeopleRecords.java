package org.verdite.organisation.web;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.trail.RecordKey;
import org.verdite.trail.SqlRecords;
import org.verdite.ui.Texts;

/// People, posts, contractors and accounts, by the names their histories call them.
@Component
class PeopleRecords extends SqlRecords {

    private final JdbcClient jdbc;

    PeopleRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("organisation.person", """
                        select verdite.text(organisation.pub_person_name(:key::int), :language) as title, '/organisation/people/' || :key as path
                        where exists (select from organisation.person where id = :key)""", """
                        select 'organisation.appointment', id from organisation.appointment where person_id = :key order by id desc""", """
                        select 'organisation.employment', id from organisation.employment where person_id = :key order by id desc""", """
                        select 'organisation.training', id from organisation.training where person_id = :key order by id desc""", """
                        select 'organisation.account', id from organisation.account
                        where person_id = :key and trail.pub_administers(unit_id) order by id desc""", """
                        select 'organisation.grant_of_role', g.id from organisation.grant_of_role g
                        join organisation.account a on a.id = g.account_id where a.person_id = :key and trail.pub_administers(g.unit_id) order by g.id desc"""),
                Register.part("organisation.appointment", """
                        select verdite.text(organisation.pub_person_name(x.person_id), :language) as title, '/organisation/people/' || x.person_id as path
                        from organisation.appointment x where x.id = :key"""),
                Register.part("organisation.employment", """
                        select verdite.text(organisation.pub_person_name(x.person_id), :language) as title, '/organisation/people/' || x.person_id as path
                        from organisation.employment x where x.id = :key"""),
                Register.part("organisation.training", """
                        select verdite.text(organisation.pub_person_name(x.person_id), :language) || ' ' || verdite.text(c.name, :language) as title,
                          '/organisation/people/' || x.person_id || '/training' as path
                        from organisation.training x join organisation.competence c on c.id = x.competence_id where x.id = :key"""),
                Register.of("organisation.competence", """
                        select verdite.text(name, :language) as title, '/organisation/competence/catalogue' as path
                        from organisation.competence where id = :key""", """
                        select 'organisation.requirement', id from organisation.requirement where competence_id = :key order by id desc"""),
                Register.part("organisation.requirement", """
                        select verdite.text(c.name, :language) as title, '/organisation/competence/catalogue' as path
                        from organisation.requirement x join organisation.competence c on c.id = x.competence_id where x.id = :key"""),
                Register.of("organisation.position", """
                        select verdite.text(title, :language) as title, '/organisation/posts/' || id as path from organisation.position where id = :key""", """
                        select 'organisation.appointment', id from organisation.appointment where position_id = :key order by id desc"""),
                Register.of("organisation.contractor", """
                        select verdite.text(name, :language) as title, '/organisation/contractors/' || id as path from organisation.contractor where id = :key""", """
                        select 'organisation.contract', id from organisation.contract where contractor_id = :key order by id desc""", """
                        select 'organisation.admission', id from organisation.admission where contractor_id = :key order by id desc"""),
                Register.of("organisation.admission", """
                        select number as title, '/organisation/admissions/' || id as path from organisation.admission where id = :key"""),
                Register.part("organisation.contract", """
                        select verdite.text(c.name, :language) as title, '/organisation/contractors/' || c.id as path
                        from organisation.contract x join organisation.contractor c on c.id = x.contractor_id where x.id = :key"""),
                Register.of("organisation.account", """
                        select login as title, '/organisation/accounts/' || id as path from organisation.account
                        where id = :key and trail.pub_administers(unit_id)""", """
                        select 'organisation.grant_of_role', id from organisation.grant_of_role where account_id = :key order by id desc""", """
                        select 'organisation.api_token', id from organisation.api_token where account_id = :key order by id desc"""),
                Register.part("organisation.grant_of_role", """
                        select a.login as title, '/organisation/accounts/' || a.id as path
                        from organisation.grant_of_role x join organisation.account a on a.id = x.account_id where x.id = :key
                          and trail.pub_administers(x.unit_id)"""),
                Register.part("organisation.api_token", """
                        select a.login as title, '/organisation/accounts/' || a.id as path
                        from organisation.api_token x join organisation.account a on a.id = x.account_id where x.id = :key
                          and trail.pub_administers(x.unit_id)"""),
                Register.part("organisation.sign_in", """
                        select coalesce(a.login, '') as title, coalesce('/organisation/accounts/' || a.id, '') as path
                        from organisation.sign_in x left join organisation.account a on a.id = x.account_id
                        where x.id = :key and trail.pub_administers(x.unit_id)"""));
        this.jdbc = jdbc;
        codes("organisation.positionKind.", "organisation.position.kind", "organisation.requirement.kind");
        codes("organisation.admission.state.", "organisation.admission.state");
        codes("organisation.employment.", "organisation.employment.kind");
        codes("organisation.role.", "organisation.grant_of_role.role");
        codes("organisation.tokenScope.", "organisation.api_token.scope");
        codes("organisation.outcome.", "organisation.sign_in.outcome");
        pointers("organisation.account", "organisation.sign_in.account_id");
        pointers("organisation.unit", "organisation.sign_in.unit_id");
    }

    /// Whoever reads that a person acted may read the name, wherever the person works.
    @Override
    @Transactional(readOnly = true)
    public Optional<String> name(RecordKey row, Texts t) {
        return row.place().equals("organisation.person") && row.key().matches("\\d{1,9}")
                ? jdbc.sql("select verdite.text(organisation.pub_person_name(:id), :language)")
                        .param("id", Integer.valueOf(row.key()))
                        .param("language", t.language())
                        .query((rs, _) -> Optional.ofNullable(rs.getString(1)))
                        .single()
                : super.name(row, t);
    }
}
