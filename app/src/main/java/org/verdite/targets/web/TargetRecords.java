package org.verdite.targets.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// A target is called by its code; its history is that of all its versions. A share is told with all that
/// was said of it.
@Component
class TargetRecords extends SqlRecords {

    TargetRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("targets.target", """
                        select verdite.text(sentence, :language) as title, '/targets/' || code as path
                        from targets.target where code = :key or id::text = :key order by version desc limit 1""", """
                        select 'targets.target', d.id from targets.target d
                        where d.code = :key or d.code = (select x.code from targets.target x where x.id::text = :key) order by d.id desc""").named(),
                Register.of("targets.goal", """
                        select number || ' ' || verdite.text(sentence, :language) as title, '/targets/goals/' || id as path
                        from targets.goal where id = :key"""),
                Register.of("targets.share", """
                        select g.number || ' ' || targets.holder_name(s.holder, s.unit_id, s.position_id, s.contractor_id, :language) as title,
                          '/targets/shares/' || s.id as path
                        from targets.share s join targets.goal g on g.id = s.goal_id where s.id = :key""", """
                        select 'targets.share_event', id from targets.share_event where share_id = :key order by id desc"""),
                Register.part("targets.share_event", """
                        select g.number as title, '/targets/shares/' || s.id as path
                        from targets.share_event x join targets.share s on s.id = x.share_id join targets.goal g on g.id = s.goal_id where x.id = :key"""),
                Register.of("targets.letter", """
                        select l.number || ' ' || targets.holder_name(l.holder, l.unit_id, l.position_id, l.contractor_id, :language) as title,
                          '/targets/letters/' || l.id as path
                        from targets.letter l where l.id = :key""", """
                        select 'targets.letter_line', id from targets.letter_line where letter_id = :key order by id desc"""),
                Register.part("targets.letter_line", """
                        select l.number || ' ' || x.goal_number as title, '/targets/letters/' || l.id as path
                        from targets.letter_line x join targets.letter l on l.id = x.letter_id where x.id = :key"""),
                Register.of("targets.reading", """
                        select g.number || ' ' || verdite.text(g.sentence, :language) || ', ' || to_char(r.month, 'YYYY-MM') as title,
                          '/targets/goals/' || g.id || '/progress' || coalesce('?share=' || r.share_id, '') as path
                        from targets.reading r join targets.goal g on g.id = r.goal_id where r.id = :key"""),
                Register.of("targets.evaluation", """
                        select g.number || ' ' || verdite.text(g.sentence, :language) as title, '/targets/shares/' || s.id as path
                        from targets.evaluation e join targets.share s on s.id = e.share_id join targets.goal g on g.id = s.goal_id where e.id = :key"""),
                Register.of("targets.exception", """
                        select g.number || ' ' || verdite.text(g.sentence, :language) as title, '/targets/goals/' || g.id as path
                        from targets.exception x join targets.goal g on g.id = x.goal_id where x.id = :key"""));
        codes("targets.exception.", "targets.exception.decision");
        codes("targets.every.", "targets.goal.every");
        codes("targets.nature.", "targets.goal.nature");
        codes("targets.horizon.", "targets.goal.horizon");
        codes("targets.method.", "targets.goal.method");
        codes("targets.goalState.", "targets.goal.state");
        codes("targets.direction.", "targets.goal.direction", "targets.letter_line.direction");
        codes("targets.holder.", "targets.share.holder", "targets.letter.holder");
        codes("targets.shareState.", "targets.share.state");
        codes("targets.said.", "targets.share_event.kind");
        codes("targets.direction.", "targets.target.direction");
    }
}
