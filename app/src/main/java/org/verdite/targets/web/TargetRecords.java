package org.verdite.targets.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// A target is called by its code; its history is that of all its versions.
@Component
class TargetRecords extends SqlRecords {

    TargetRecords(JdbcClient jdbc) {
        super(jdbc, Register.of("targets.target", """
                        select verdite.text(sentence, :language) as title, '/targets/' || code as path
                        from targets.target where code = :key or id::text = :key order by version desc limit 1""", """
                        select 'targets.target', d.id from targets.target d
                        where d.code = :key or d.code = (select x.code from targets.target x where x.id::text = :key) order by d.id desc""").named());
        codes("targets.direction.", "targets.target.direction");
    }
}
