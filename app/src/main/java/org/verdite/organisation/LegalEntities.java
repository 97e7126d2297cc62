package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;

/// Legal entities and who holds which share of them, apart from the unit tree. They belong to the whole group, so
/// only somebody who may change the whole of it changes them.
@Component
public class LegalEntities {

    private final JdbcClient jdbc;
    private final Access access;

    LegalEntities(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    @Transactional
    public int add(String code, LocalText name, String country) {
        requireGroup();
        Rules.code(code);
        Rules.name("name", name);
        Rules.country(country);
        return Rules.saying(
                "code",
                () -> jdbc.sql("""
                        insert into organisation.legal_entity (code, name, country)
                        values (:code, cast(:name as jsonb), :country) returning id""")
                        .param("code", code)
                        .param("name", name.json())
                        .param("country", country)
                        .query((rs, _) -> rs.getInt(1))
                        .single());
    }

    @Transactional
    public void change(int entity, int version, LocalText name, String country) {
        requireGroup();
        Rules.name("name", name);
        Rules.country(country);
        int done = jdbc.sql("""
                        update organisation.legal_entity set name = cast(:name as jsonb), country = :country, version = version + 1
                        where id = :id and version = :version""")
                .param("name", name.json())
                .param("country", country)
                .param("id", entity)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("legal entity " + entity);
        }
    }

    /// From that day on the owner holds this share; the share held before ends.
    @Transactional
    public void hold(String entity, String owner, BigDecimal share, LocalDate from) {
        requireGroup();
        Rules.share("share", share);
        int held = id(entity);
        int holder = id(owner);
        if (held == holder) {
            throw new Invalid("owner", "ui.form.choice");
        }
        jdbc.sql("""
                        with ended as (
                          update organisation.holding set superseded_at = verdite.now()
                          where entity_id = :entity and owner_id = :owner and superseded_at is null and valid_to is null
                            and valid_from <= :from returning *)
                        insert into organisation.holding (entity_id, owner_id, share, valid_from, valid_to)
                        select entity_id, owner_id, share, valid_from, :from from ended where valid_from < :from""")
                .param("entity", held)
                .param("owner", holder)
                .param("from", from)
                .update();
        Rules.saying(
                "from",
                () -> jdbc.sql("""
                        insert into organisation.holding (entity_id, owner_id, share, valid_from)
                        values (:entity, :owner, :share, :from)""")
                        .param("entity", held)
                        .param("owner", holder)
                        .param("share", share)
                        .param("from", from)
                        .update());
    }

    private int id(String code) {
        return jdbc.sql("select id from organisation.legal_entity where code = :code")
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere("legal entity " + code));
    }

    private void requireGroup() {
        if (!Scope.current().seesEverything() || !access.mayAtTop(Permission.ORGANISATION_EDIT)) {
            throw new NotPermitted(Permission.ORGANISATION_EDIT.name());
        }
    }
}
