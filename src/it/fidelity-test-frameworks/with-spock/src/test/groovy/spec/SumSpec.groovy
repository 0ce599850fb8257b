package spec

import spock.lang.Specification

class SumSpec extends Specification {

    def "the sum of #a and #b is #c"() {
        expect:
        a + b == c

        where:
        a | b || c
        1 | 2 || 3
        2 | 2 || 4
    }
}
