package org.verdite.rectification;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.verdite.shared.Scope;

@Configuration(proxyBeanMethods = false)
class DeadlineTasks {

    @Bean
    RecurringTask<Void> unsampledTask(ObjectProvider<Sampling> sampling) {
        return Tasks.recurring("rectification-unsampled", FixedDelay.of(Duration.ofMinutes(5)))
                .execute((_, _) -> Scope.system("rectification")
                        .run(() -> sampling.getObject().close()));
    }

    @Bean
    RecurringTask<Void> deadlineTask(ObjectProvider<DeadlineWatch> watch) {
        return Tasks.recurring("rectification-deadlines", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> watch.getObject().watch());
    }
}
