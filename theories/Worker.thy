(* generated from docs/lease/worker.md - do not edit *)
theory Worker
  imports Main Engine Messages
begin

(* docs/lease/worker.md#worker-family-engine *)
section \<open>Worker Family Engine\<close>

(* docs/lease/worker.md#purpose *)
subsection \<open>Purpose\<close>

text \<open>
  A worker has a text to write. It asks for a lease until it gets one, writes, and starts over if the store tells it that its
  lease has ended meanwhile.
\<close>

(* docs/lease/worker.md#worker-local-environment *)
subsection \<open>Worker Local Environment\<close>

(* docs/lease/worker.md#local-state-type *)
subsubsection \<open>Local State Type\<close>

text \<open>A worker is in one of four phases:\<close>

text \<open>
  - `Resting`: it has nothing to do.
  - `Asking`: it wants a lease, in order to write a text.
  - `Writing`: it has shown its token to the store, and waits for the answer.
  - `Finished`: the text is written.
\<close>

datatype Phase =
    Resting
  | Asking string
  | Writing string
  | Finished

text \<open>It also knows where to send its requests:\<close>

text \<open>
  - `phase`: its present phase.
  - `server`: the name of the lock server.
  - `store`: the name of the store.
  - `patience`: how long it waits before it asks again.
\<close>

record WorkerState =
  phase :: Phase
  server :: Name
  store :: Name
  patience :: nat

(* docs/lease/worker.md#guarded-actions *)
subsection \<open>Guarded Actions\<close>

text \<open>The first two guards tell their actions the text; the third one also the token.\<close>

datatype WorkerGuard =
    AskGuard string
  | WriteGuard Token string  (* granted, toWrite *)
  | WaitGuard
  | FinishGuard

type_synonym WorkerAction = "(WorkerState, WorkerMessage, WorkerGuard, Letter) GuardedAction"

text \<open>Asking for a lease is the same in three of the actions:\<close>

definition askForLease ::
  "(WorkerState, WorkerMessage) EngineEnvironment \<Rightarrow> string
    \<Rightarrow> (WorkerState, WorkerMessage, Letter) ActionResult" where
  "askForLease environment text' =
     \<lparr>newEnv = environment\<lparr>localState := localState environment\<lparr>phase := Asking text'\<rparr>\<rparr>,
      producedMessages =
        [sealed (engineRef environment) (Some (server (localState environment))) (ToServer Acquire)],
      newTimers = [],
      spawnedEngines = []\<rparr>"

text \<open>And in some actions nothing happens but a change of phase:\<close>

definition enter ::
  "(WorkerState, WorkerMessage) EngineEnvironment \<Rightarrow> Phase
    \<Rightarrow> (WorkerState, WorkerMessage, Letter) ActionResult" where
  "enter environment next' =
     \<lparr>newEnv = environment\<lparr>localState := localState environment\<lparr>phase := next'\<rparr>\<rparr>,
      producedMessages = [],
      newTimers = [],
      spawnedEngines = []\<rparr>"

(* docs/lease/worker.md#guarded-action-begin *)
subsubsection \<open>Guarded Action: Begin\<close>

text \<open>Enabled when a `Start` arrives while the worker has nothing to do. It asks for a lease.\<close>

definition begin' :: WorkerAction where
  "begin' =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (case content (packet m) of
                  Start text' \<Rightarrow>
                    (case phase (localState e) of
                       Resting \<Rightarrow> Some (AskGuard text')
                     | Finished \<Rightarrow> Some (AskGuard text')
                     | _ \<Rightarrow> None)
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           case guardOutput a of
             AskGuard text' \<Rightarrow> askForLease (env a) text'
           | _ \<Rightarrow> (let previousEnv = env a in enter previousEnv (phase (localState previousEnv))))\<rparr>"

(* docs/lease/worker.md#guarded-action-wait *)
subsubsection \<open>Guarded Action: Wait\<close>

text \<open>
  Enabled when the lock server is `Busy` while the worker is asking. The worker sets a timer, and asks again when it elapses.
\<close>

definition wait :: WorkerAction where
  "wait =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (case content (packet m) of
                  Busy \<Rightarrow>
                    (case phase (localState e) of
                       Asking _ \<Rightarrow> Some WaitGuard
                     | _ \<Rightarrow> None)
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let previousEnv = env a
           in \<lparr>newEnv = previousEnv,
               producedMessages = [],
               newTimers = [\<lparr>time = patience (localState previousEnv), handle = ''again''\<rparr>],
               spawnedEngines = []\<rparr>)\<rparr>"

(* docs/lease/worker.md#guarded-action-ask-again *)
subsubsection \<open>Guarded Action: Ask Again\<close>

text \<open>Enabled when the timer elapses while the worker is asking.\<close>

definition askAgain :: WorkerAction where
  "askAgain =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived _ \<Rightarrow> None
           | Elapsed _ \<Rightarrow>
               (case phase (localState e) of
                  Asking text' \<Rightarrow> Some (AskGuard text')
                | _ \<Rightarrow> None)),
      action =
        (\<lambda>a.
           case guardOutput a of
             AskGuard text' \<Rightarrow> askForLease (env a) text'
           | _ \<Rightarrow> (let previousEnv = env a in enter previousEnv (phase (localState previousEnv))))\<rparr>"

(* docs/lease/worker.md#guarded-action-write-text *)
subsubsection \<open>Guarded Action: Write Text\<close>

text \<open>
  Enabled when a lease is `Granted` while the worker is asking. It sends the text to the store, and shows its token.
\<close>

definition writeText :: WorkerAction where
  "writeText =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (case content (packet m) of
                  Granted token \<Rightarrow>
                    (case phase (localState e) of
                       Asking text' \<Rightarrow> Some (WriteGuard token text')
                     | _ \<Rightarrow> None)
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           case guardOutput a of
             WriteGuard granted toWrite \<Rightarrow>
               (let previousEnv = env a
                in \<lparr>newEnv = newEnv (enter previousEnv (Writing toWrite)),
                    producedMessages =
                      [sealed
                         (engineRef previousEnv)
                         (Some (store (localState previousEnv)))
                         (ToStore \<lparr>ticket = granted, body = toWrite\<rparr>)],
                    newTimers = [],
                    spawnedEngines = []\<rparr>)
           | _ \<Rightarrow> (let previousEnv = env a in enter previousEnv (phase (localState previousEnv))))\<rparr>"

(* docs/lease/worker.md#guarded-action-finish *)
subsubsection \<open>Guarded Action: Finish\<close>

text \<open>Enabled when the store has `Written` the text. The worker has done its job.\<close>

definition finish :: WorkerAction where
  "finish =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (case content (packet m) of
                  Written \<Rightarrow>
                    (case phase (localState e) of
                       Writing _ \<Rightarrow> Some FinishGuard
                     | _ \<Rightarrow> None)
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action = (\<lambda>a. enter (env a) Finished)\<rparr>"

(* docs/lease/worker.md#guarded-action-start-over *)
subsubsection \<open>Guarded Action: Start Over\<close>

text \<open>
  Enabled when the store has `Refused` the text. The lease had ended before the store was reached, so the worker asks for another
  one.
\<close>

definition startOver :: WorkerAction where
  "startOver =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (case content (packet m) of
                  Refused \<Rightarrow>
                    (case phase (localState e) of
                       Writing text' \<Rightarrow> Some (AskGuard text')
                     | _ \<Rightarrow> None)
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           case guardOutput a of
             AskGuard text' \<Rightarrow> askForLease (env a) text'
           | _ \<Rightarrow> (let previousEnv = env a in enter previousEnv (phase (localState previousEnv))))\<rparr>"

definition workerFamily :: "(WorkerState, WorkerMessage, WorkerGuard, Letter) EngineFamily" where
  "workerFamily = \<lparr>actions = [begin', wait, askAgain, writeText, finish, startOver]\<rparr>"

(* docs/lease/worker.md#diagrams *)
subsection \<open>Diagrams\<close>

(* docs/lease/worker.md#conversation-partners *)
subsubsection \<open>Conversation Partners\<close>

(* docs/lease/worker.md#guarded-actions_1 *)
subsubsection \<open>Guarded Actions\<close>

text \<open>What sets each action off, and what comes of it:\<close>

(* docs/lease/worker.md#state *)
subsubsection \<open>State\<close>

end
(* digest 1: 3adf90cbc5d4a1da2eda23d980cbd865 *)
