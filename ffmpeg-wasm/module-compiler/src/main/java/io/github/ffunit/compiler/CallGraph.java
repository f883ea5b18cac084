package io.github.ffunit.compiler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Which function calls which directly, and which of these calls may lead back to the caller. */
final class CallGraph {

    private final List<List<Integer>> callees = new ArrayList<>();
    private int[] component = {};

    /** Adds one call; only before the first question. */
    void add(int caller, int callee) {
        int largest = Math.max(caller, callee);
        while (callees.size() <= largest) {
            callees.add(new ArrayList<>());
        }
        callees.get(caller).add(callee);
    }

    /** Whether a known direct call is part of a circle. */
    boolean mayLeadBack(int caller, int callee) {
        if (component.length == 0) {
            component = components();
        }
        return component[caller] == component[callee];
    }

    /** Tarjan's strongly connected components, without recursion: the graph is deep. */
    private int[] components() {
        int size = callees.size();
        int[] found = new int[size];
        int[] number = new int[size];
        int[] low = new int[size];
        int[] next = new int[size];
        Arrays.fill(found, -1);
        Deque<Integer> open = new ArrayDeque<>();
        Deque<Integer> path = new ArrayDeque<>();
        int counter = 0;
        for (int start = 0; start < size; start++) {
            if (number[start] != 0) {
                continue;
            }
            path.push(start);
            while (!path.isEmpty()) {
                int at = path.peek();
                if (number[at] == 0) {
                    number[at] = low[at] = ++counter;
                    open.push(at);
                }
                if (next[at] < callees.get(at).size()) {
                    int callee = callees.get(at).get(next[at]++);
                    if (number[callee] == 0) {
                        path.push(callee);
                    } else if (found[callee] < 0) {
                        low[at] = Math.min(low[at], number[callee]);
                    }
                    continue;
                }
                path.pop();
                if (!path.isEmpty()) {
                    low[path.peek()] = Math.min(low[path.peek()], low[at]);
                }
                if (low[at] == number[at]) {
                    int member;
                    do {
                        member = open.pop();
                        found[member] = at;
                    } while (member != at);
                }
            }
        }
        return found;
    }
}
