package org.verdite.targets.web.policy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// A version of a policy with its commitments, the goals that serve them, and who acknowledged it.
@Component
class PolicyRecords extends SqlRecords {

    PolicyRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("targets.policy", """
                        select verdite.text(title, :language) as title, '/targets/policies/' || id as path from targets.policy where id = :key""", """
                        select 'targets.commitment', id from targets.commitment where policy_id = :key order by id desc""", """
                        select 'targets.acknowledgement', id from targets.acknowledgement where policy_id = :key order by id desc"""),
                Register.part("targets.commitment", """
                        select code || ' ' || verdite.text(sentence, :language) as title, '/targets/policies/' || policy_id as path
                        from targets.commitment where id = :key"""),
                Register.part("targets.acknowledgement", """
                        select coalesce(verdite.text(organisation.pub_person_name(person_id), :language), '') as title,
                          '/targets/policies/' || policy_id as path from targets.acknowledgement where id = :key"""),
                Register.part("targets.goal_commitment", """
                        select g.number as title, '/targets/goals/' || g.id as path
                        from targets.goal_commitment x join targets.goal g on g.id = x.goal_id where x.id = :key"""));
        codes("targets.policyState.", "targets.policy.state");
        codes("targets.language.", "targets.acknowledgement.language");
    }
}
