package org.verdite.trail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.verdite.shared.Scope;

@Configuration(proxyBeanMethods = false)
class AnchorTasks {

    private static final Duration PAUSE = Duration.ofSeconds(4);

    @Bean
    RecurringTask<Void> anchorTask(ObjectProvider<Anchoring> anchoring) {
        return Tasks.recurring("trail-anchor", FixedDelay.of(PAUSE))
                .execute((_, _) -> Scope.system("anchor").run(() -> {
                    anchoring.getObject().seal();
                    anchoring.getObject().writeHeads();
                }));
    }

    @Bean
    RecurringTask<Void> dailyHeadTask(ObjectProvider<Anchoring> anchoring) {
        return Tasks.recurring("trail-daily-head", Schedules.daily(ZoneOffset.UTC, LocalTime.of(0, 5)))
                .execute((_, _) ->
                        Scope.system("anchor").run(() -> anchoring.getObject().daily()));
    }
}
