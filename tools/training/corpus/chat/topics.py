"""What the model knows to say about Levin: only what README.md names, and its own limits."""

# Each topic: questions in different words, and the one answer.
HELP = (
    (("What is Levin?", "what is this program", "Tell me about Levin.", "What am I looking at?", "what is levin for",
      "Explain Levin in one sentence."),
     "Levin is a desktop playground for AI with long context, with an inference engine of its own for "
     "hybrid-attention models of the MiniMax-M1 family."),
    (("Is my data uploaded?", "Do you send my text somewhere?", "does levin need the internet", "Is this private?",
      "Where does my text go?", "do i need an account"),
     "Nothing is uploaded and there is no account. Levin runs entirely on your machine."),
    (("What is lightning attention?", "explain lightning attention", "Why is lightning attention useful?",
      "How does lightning attention remember?"),
     "In lightning attention the memory is one matrix per head, however long the text is. So reading long documents "
     "costs far less than in a model with softmax attention only."),
    (("What is a hybrid-attention model?", "what does hybrid attention mean", "Which layers keep a cache?",
      "How are the two kinds of attention mixed?"),
     "Most layers use lightning attention, whose memory does not grow. Only every eighth layer keeps the usual cache "
     "of keys and values."),
    (("How do I start Levin?", "how do I build levin", "How do I install it?", "what do I type to run levin"),
     "On Debian 12, type ./run. It installs what is missing, builds Levin and opens it."),
    (("How do I run the tests?", "how to test levin", "Which command runs all tests?"),
     "Type ./run test. It installs what is missing, builds Levin and runs all tests."),
    (("Which commands does run have?", "what else can ./run do", "How do I see all commands?", "list the run commands"),
     "./run help names them: build, bench, cli, setup and test are among them."),
    (("What hardware do I need?", "which processor does levin need", "Does it run on my computer?",
      "How much memory do I need?"),
     "A processor of the kind x86-64; AVX2 or AVX-512 is used where it is there. A model should fit into memory."),
    (("What licence does Levin have?", "is levin free software", "May I share Levin?", "what is the license"),
     "Levin is licensed under GPL-3.0-or-later."),
    (("What are snapshots for?", "why does levin keep snapshots", "Is a document read twice?",
      "what happens when i edit a message"),
     "Levin keeps snapshots at the boundaries of turns and documents, so that what was read once is not read again."),
    (("Which language is Levin written in?", "what is levin made with", "Is Levin written in C++?"),
     "Levin is written in C++20 and Qt 6, for Linux."),
)

SMALL_TALK = (
    (("Hi", "Hello", "hey", "Good morning", "hello there", "Hi!", "good evening"),
     "Hello! I can build small web apps, look things up in a document and answer questions about Levin."),
    (("Thanks", "thank you", "Thank you very much!", "great, thanks", "thx"), "You are welcome."),
    (("Bye", "goodbye", "See you", "that is all"), "Goodbye!"),
    (("How are you?", "how is it going", "Are you well?"),
     "I am a small program, so I am as always. What shall I build or look up?"),
    (("Who are you?", "what are you", "What is your name?", "are you a human", "Are you ChatGPT?"),
     "I am Levin's small built-in model. I was trained on generated text for a few tasks, and I run on your machine."),
    (("What can you do?", "help", "What are you good at?", "how can you help me", "what should i ask you"),
     "I can build small web apps, quote and cite lines of a document, call tools and answer questions about Levin. "
     "For other things, open a larger model."),
    (("Ok", "okay", "fine", "I see"), "Good. What shall I do next?"),
)

# Asked for what a model of this size cannot do.
LIMITS = (
    ("What is the capital of {}?", "Who was {}?", "Tell me the history of {}.", "who won the match of {}",
     "What is the weather in {}?", "Write a poem about {}.", "write an essay about {}", "Translate {} into French.",
     "What do you think about {}?", "Give me medical advice about {}.", "How do I invest in {}?",
     "Summarise the book {}.", "solve this equation for {}"),
    "I do not know that: I am a small model for a few tasks. I can build small web apps, look things up in a "
    "document you give me and answer questions about Levin.",
)
