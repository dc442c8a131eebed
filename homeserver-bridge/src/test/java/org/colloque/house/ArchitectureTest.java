package org.colloque.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;

/** Who may depend on whom inside the modules; between modules Maven sees to it. */
@AnalyzeClasses(packages = "org.colloque", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SHARED_HTTP = "org.colloque.messaging.http";
    private static final String CLOCK = "org.colloque.messaging.clock";
    private static final Set<String> DATES = Set.of(Instant.class.getName(), LocalDate.class.getName(), LocalDateTime.class.getName(),
        OffsetDateTime.class.getName(), ZonedDateTime.class.getName());

    @ArchTest
    static final ArchRule nobodyDependsOnAFeaturesHttpOrHibernatePackage =
        classes().should(keepAwayFromTheInsidesOfOtherFeatures());

    @ArchTest
    static final ArchRule protocolKnowsNoFramework = classes().that().resideInAPackage("org.colloque.protocol..")
        .should().onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "com.fasterxml.jackson..", "org.bouncycastle..", "org.colloque.protocol..");

    @ArchTest
    static final ArchRule messagingKnowsNothingAboveIt = noClasses().that().resideInAPackage("org.colloque.messaging..")
        .should().dependOnClassesThat().resideInAnyPackage("org.colloque.bridge..", "org.colloque.files..", "org.colloque.filesharing..", "org.colloque.calls..");

    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses().that().resideOutsideOfPackage(CLOCK)
        .should().accessTargetWhere(describe("the machine's own time is read", ArchitectureTest::readsTheTime));

    @ArchTest
    static final ArchRule whoAsksIsReadBeforeAnythingIsWaitedFor = noClasses()
        .should().accessTargetWhere(describe("the current request is asked in a lambda", ArchitectureTest::asksTheRequestLater));

    /** An interface that is not among those would make the start refuse its settings as unknown. */
    @ArchTest
    static final ArchRule everySettingIsReadBeforeAnythingStarts = classes().that().areAnnotatedWith(ConfigMapping.class)
        .should(new ArchCondition<>("be read by StartupSettings") {
            @Override
            public void check(JavaClass mapping, ConditionEvents events) {
                boolean read = mapping.getDirectDependenciesToSelf().stream().anyMatch(use -> use.getOriginClass().getSimpleName().equals("StartupSettings"));
                events.add(new SimpleConditionEvent(mapping, read, mapping.getName() + " is not read by StartupSettings"));
            }
        });

    private static boolean asksTheRequestLater(JavaAccess<?> access) {
        return access.isDeclaredInLambda() && access.getTargetOwner().isAnnotatedWith(RequestScoped.class) && access.getName().equals("get");
    }

    private static boolean readsTheTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        boolean withoutClock = access.getTarget().getDescription().endsWith("()>");
        return DATES.contains(owner) && name.equals("now") && withoutClock
            || owner.equals(Clock.class.getName()) && name.startsWith("system")
            || owner.equals(System.class.getName()) && name.equals("currentTimeMillis");
    }

    private static ArchCondition<JavaClass> keepAwayFromTheInsidesOfOtherFeatures() {
        return new ArchCondition<>("keep away from the insides of other features") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    if (isInside(target) && !target.equals(origin.getPackageName())) {
                        events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isInside(String packageName) {
        return packageName.startsWith("org.colloque.") && !packageName.equals(SHARED_HTTP)
            && (packageName.endsWith(".http") || packageName.endsWith(".hibernate"));
    }
}
