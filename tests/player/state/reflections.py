"""Reflective accounts as learners might write them: the sample by which the room for notes is measured."""

ACCOUNTS = (
    "At the end of a long night shift I told a new colleague that the observations were late, in front of the whole "
    "team. She went quiet and did not ask me anything for the rest of the week. I was right about the chart and wrong "
    "about everything else. Next time I will wait until we are alone, ask what made it hard, and then say what I need.",
    "My pinch point is the Monday meeting. We have forty minutes, twelve families to allocate and nobody wants to "
    "speak first, so the manager decides. I would like to try one opening round where each person says how much they "
    "can carry this week. It may feel slow to begin with, but I think we would argue less afterwards.",
    "I used to think that support meant taking things away from people. When one of my staff struggled with her "
    "notes I wrote them for her. Looking at the window I can see that I was working for her, not with her. The "
    "expectation disappeared and so did her confidence. I am going to give the task back and sit beside her twice.",
    "A relative shouted at reception because nobody had rung him back. I asked what had happened instead of telling "
    "him to calm down. It took ten minutes. He had been given three different dates for the same scan. I could not "
    "mend the scan but I could ring him at four o'clock, and I did.",
    "What stays with me from this module is that stress makes me smaller. I stop listening, my questions turn into "
    "orders and I walk faster. The people around me copy it without noticing. Two breaths at the door of the ward "
    "are not much, yet they are the part of the day that I can decide about.",
    "We tried a circle with six parents and two teachers. The chairs felt strange and one father laughed. After the "
    "talking piece had gone round once, he was the one who asked for another round. I noticed that I spoke much less "
    "than usual, and that the plan at the end was theirs and better than the one in my bag.",
    "The question I find hardest is who else has been affected. I always think of the patient and the nurse and then "
    "stop. In the incident last month it was also the porter, who found her, and the student, who went home and did "
    "not sleep. Nobody had asked either of them. I have put both names into the plan for the next debrief.",
    "I want to be clearer about what is fixed and what is open. When I say that everything can be discussed, people "
    "find out later that the budget could not, and they trust me less. So: the date and the money are fixed, the "
    "order, the rooms and the jobs are open, and I will write that on the board before we start.",
)
