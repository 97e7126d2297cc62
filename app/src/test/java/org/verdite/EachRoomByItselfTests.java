package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.verdite.shared.Scope;

/// Each room stands on the rooms it enters and on nothing else: on a database that only they migrated, with only their
/// beans, its pages and lists answer.
class EachRoomByItselfTests {

    private static final Map<List<String>, TestDatabase.Scratch> MIGRATED = new HashMap<>();

    /// The frame's page of units, which asks a room above for them.
    private static final Set<String> ABOVE = Set.of("/units");

    /// What Boot finds, without looking for components.
    @EnableAutoConfiguration
    static final class Ground {}

    static Stream<String> rooms() {
        return Rooms.inOrder().stream().filter(room -> !room.equals("shared"));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_answers_on_a_fresh_database_with_only_its_doors(String room) {
        var rooms = Rooms.upTo(room);
        try (var context = started(rooms)) {
            for (Object bean : ofRoom(context, room)) {
                assertThat(bean).isNotNull();
            }
            var wrong = new ArrayList<String>();
            int opened = 0;
            var mvc = MockMvcTester.create(
                    MockMvcBuilders.webAppContextSetup(context).build());
            for (String path : addresses(context, room)) {
                var answer = Scope.system("test").get(() -> mvc.get().uri(path).exchange());
                int status = answer.getUnresolvedException() != null
                        ? 500
                        : answer.getResponse().getStatus();
                opened += status < 400 ? 1 : 0;
                // 400, 403 and 404 are answers too: to nobody's account, to a page without its year.
                if (status >= 500) {
                    wrong.add(path + " answered " + status + " " + answer.getUnresolvedException());
                }
            }
            assertThat(wrong).as("with " + rooms).isEmpty();
            assertThat(opened).as("pages that opened").isGreaterThanOrEqualTo(room.equals("demonstration") ? 0 : 1);
        }
    }

    @Test
    void shared_has_no_beans() {
        try (var context = new GenericWebApplicationContext(new MockServletContext())) {
            scanner(context).scan("org.verdite.shared");
            assertThat(context.getBeanDefinitionNames())
                    .filteredOn(n -> !n.startsWith("org.springframework"))
                    .isEmpty();
        }
    }

    private static GenericWebApplicationContext started(List<String> rooms) {
        var scratch = migrated(rooms);
        var secrets = scratch.secrets();
        var store = new Store(
                scratch.url(),
                Roles.OWNER,
                secrets.getProperty("owner"),
                Roles.APP,
                secrets.getProperty("app"),
                scratch.data(),
                null);
        var context = new GenericWebApplicationContext(new MockServletContext());
        new ConfigDataApplicationContextInitializer().initialize(context);
        TestPropertyValues.of(
                        "verdite.data=" + scratch.data(),
                        "spring.flyway.enabled=false",
                        "spring.modulith.runtime.flyway-enabled=false",
                        "spring.datasource.hikari.minimum-idle=0")
                .applyTo(context);
        var conversion = new ApplicationConversionService();
        // As SpringApplication does: properties become enums and durations.
        context.getEnvironment().setConversionService(conversion);
        context.getBeanFactory().setConversionService(conversion);
        new AnnotatedBeanDefinitionReader(context).register(Ground.class, GroundConfiguration.class);
        context.registerBean("store", Store.class, () -> store);
        scanner(context).scan(rooms.stream().map(r -> "org.verdite." + r).toArray(String[]::new));
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.refresh();
        return context;
    }

    /// Rooms stand on each other: the database of the most of them that is there already is copied.
    private static TestDatabase.Scratch migrated(List<String> rooms) {
        var wanted = new ArrayList<>(rooms);
        wanted.remove("shared");
        var known = MIGRATED.keySet().stream()
                .filter(wanted::containsAll)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        var missing = new ArrayList<>(wanted);
        missing.removeAll(known);
        var scratch = known.isEmpty()
                ? TestDatabase.scratch(wanted.toArray(String[]::new))
                : Objects.requireNonNull(MIGRATED.get(known)).with(missing);
        MIGRATED.put(List.copyOf(wanted), scratch);
        return scratch;
    }

    private static ClassPathBeanDefinitionScanner scanner(GenericWebApplicationContext context) {
        var scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        scanner.addExcludeFilter((reader, _) -> ofTests(reader.getResource()));
        return scanner;
    }

    private static boolean ofTests(org.springframework.core.io.Resource resource) {
        try {
            return resource.getURL().getPath().contains("/test-classes/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All beans of the room, made now: each finds what it asks for.
    private static List<Object> ofRoom(GenericWebApplicationContext context, String room) {
        return Stream.of(context.getBeanDefinitionNames())
                .filter(name -> {
                    var type = context.getType(name, false);
                    return type != null && type.getName().startsWith("org.verdite." + room + ".");
                })
                .map(context::getBean)
                .toList();
    }

    /// Its pages and lists that name no record.
    private static Set<String> addresses(GenericWebApplicationContext context, String room) {
        var addresses = new TreeSet<String>();
        Objects.requireNonNull(context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class))
                .getHandlerMethods()
                .forEach((info, handler) -> {
                    boolean own = handler.getBeanType().getName().startsWith("org.verdite." + room + ".");
                    if (own && info.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                        info.getPatternValues().stream()
                                .filter(p -> !p.contains("{") && !ABOVE.contains(p))
                                .forEach(addresses::add);
                    }
                });
        return addresses;
    }
}
