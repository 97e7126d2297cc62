package org.verdite;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// Counts what the application asks of the database on the thread of the test, so that a test can bound it:
/// `@Import(Statements.class)`. Jobs that an earlier test started go on beside it and are not counted.
@TestConfiguration(proxyBeanMethods = false)
public class Statements {

    private record Asked(long thread, String sql) {}

    private static final List<Asked> SEEN = new CopyOnWriteArrayList<>();
    private static final Set<String> EXECUTIONS =
            Set.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "executeBatch");

    /// Forgets what was seen.
    public static void restart() {
        SEEN.clear();
    }

    /// The statements of this thread since, without the hand-over of the scope at each transaction's begin.
    public static List<String> seen() {
        long self = Thread.currentThread().threadId();
        return SEEN.stream().filter(a -> a.thread() == self).map(Asked::sql).toList();
    }

    /// Those of every thread, for what a real server answers.
    public static List<String> seenAnywhere() {
        return SEEN.stream().map(Asked::sql).toList();
    }

    @Bean
    static BeanPostProcessor countingDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource ? counting(DataSource.class, dataSource, "") : bean;
            }
        };
    }

    private static Object counting(Class<?> type, Object target, String sql) {
        InvocationHandler handler = (_, method, args) -> {
            if (target instanceof Statement && EXECUTIONS.contains(method.getName())) {
                String text = args != null && args.length > 0 && args[0] instanceof String direct ? direct : sql;
                if (!text.contains("set_config('role'")) {
                    SEEN.add(new Asked(Thread.currentThread().threadId(), text));
                }
            }
            Object result;
            try {
                result = method.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (result instanceof Connection connection
                    && method.getName().equals("getConnection")
                    && target instanceof DataSource) {
                return counting(Connection.class, connection, "");
            }
            if (result instanceof Statement statement && target instanceof Connection) {
                String text = args != null && args.length > 0 && args[0] instanceof String direct ? direct : "";
                return counting(method.getReturnType(), statement, text);
            }
            return result;
        };
        return Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
